/** The reactions to a price that is posted: to buy. */
export const buy = 0;
/** Not to buy. */
export const notBuy = 1;
