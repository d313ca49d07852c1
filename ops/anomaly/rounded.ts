/** Numbers for people, in the sentences of explanations. */
export const rounded = (x: number, digits = 4): number => Number(x.toPrecision(digits));
