// Words of the feature `reader`.
export const reader = {};
