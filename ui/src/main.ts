// Starts the window: kept settings first, then the frame, then the archive.
import { mount } from 'svelte';
import App from './App.svelte';
import { listenForArchives } from './features/welcome/arrivals';
import { archive } from './state/archive.svelte';
import { loadSettings } from './state/settings.svelte';
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/layers.css';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');

await loadSettings();
mount(App, { target });
listenForArchives();
await archive.refresh();
