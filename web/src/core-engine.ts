// The engine of the page: a worker of its own with the whole core.
import { Engine } from './engine';
import CoreWorker from './worker?worker&inline';

export const newEngine = (): Engine => new Engine(new CoreWorker());
