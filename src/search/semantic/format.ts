/** "EMB1" as a little-endian int32. */
export const MAGIC = 0x31424d45;
/** Eight int32. */
export const HEADER_BYTES = 32;
