import { merged } from './merge';

export default merged(import.meta.glob('./*/fr.json', { eager: true, import: 'default' }));
