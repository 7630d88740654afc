// The host when the page is opened in a plain browser: no archive, preferences for this visit.
import { fakeHost } from './fake';

export function browserHost() {
  let values: object = {};
  return fakeHost({
    archive_state: () => ({ state: 'none' }),
    preferences_get: () => ({ values }),
    preferences_set: (request: { values: object }) => {
      values = request.values;
      return {};
    },
  });
}
