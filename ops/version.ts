/** The version of the library, as its package says. */
export const version = "0.1.0";
