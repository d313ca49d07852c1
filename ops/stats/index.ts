/** Statistics: what a sample, a table's column or a tensor says in a few numbers, and how sure that is. */
export {};
