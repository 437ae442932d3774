// The engine of embedded calculators: a worker of its own with the small core.
import { Engine } from '../engine';
import CalculatorWorker from './calculator-worker?worker&inline';

export const newCalculatorEngine = (): Engine => new Engine(new CalculatorWorker());
