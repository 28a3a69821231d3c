/** The reactions to a price that is posted. */
export const buy = 0;
export const notBuy = 1;
