/** Sets a feature of a sentence by its name; what is not set is 0. */
export type Put = (name: string, value: number) => void;
