// Words of the feature `notes`.
export const notes = {};
