/** How good data is: measures, checks, drift and reports. */
export {};
