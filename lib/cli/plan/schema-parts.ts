import { z } from 'zod';

export const count = z.int().nonnegative();
export const names = z.array(z.string()).readonly();
