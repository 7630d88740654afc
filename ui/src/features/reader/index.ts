// What the feature `reader` adds to the window.
import { t } from '../../i18n';
import { defineView, type ViewDefinition } from '../view';
export { commands } from './commands';

export const views: ViewDefinition[] = [
  defineView({
    view: 'reader',
    title: () => t.reader.title,
    load: () => import('./ReaderView.svelte'),
  }),
];
