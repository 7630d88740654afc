// Words of the feature `documents`.
export const documents = {};
