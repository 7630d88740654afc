// Words of the feature `contradictions`.
export const contradictions = {};
