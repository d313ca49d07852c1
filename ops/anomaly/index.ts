/** What does not fit the rest of the data. */
export {};
