/** Integer minor units and their currency; how money travels over the API. */
export type Money = { minor: number; currency: string };
