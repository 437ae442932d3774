// The engine of the page: a worker of its own with the whole core, and a second one for large files where the machine can run both at once.
import { Engine } from './engine';
import CoreWorker from './worker?worker&inline';

const alone = (): Engine => new Engine(new CoreWorker());

export const newEngine = (): Engine => new Engine(new CoreWorker(), navigator.hardwareConcurrency > 1 ? alone : null);
