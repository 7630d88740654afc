// Words of the feature `trash`.
export const trash = {};
