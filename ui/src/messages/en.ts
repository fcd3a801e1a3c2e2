import { merged } from './merge';

export default merged(import.meta.glob('./*/en.json', { eager: true, import: 'default' }));
