import { merged } from './merge';

export default merged(import.meta.glob('./*/ar.json', { eager: true, import: 'default' }));
