/** A server that helps nobody to a connection, and to which nobody reports. */
export const noIce = {
  ice: () => ({ servers: [], lifetime: 3600 }),
  outlook: { hasRelay: false },
  onReport: () => {},
};
