// Words of the feature `subjects`.
export const subjects = {};
