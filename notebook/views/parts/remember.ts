/** Small choices of this device, such as a panel's width. Where storage is refused they last as long as the page. */
export const remember = {
  /** Null when nothing was remembered. */
  read(key: string): string | null {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  write(key: string, value: string): void {
    try {
      localStorage.setItem(key, value);
    } catch {
      // Nothing to do: the choice holds until the page is left.
    }
  },
};
