// Words of the feature `draft-check`.
export const draftCheck = {};
