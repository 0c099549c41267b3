import type { RequestWithoutAction } from '../../iam/algebra/axis';

/** A request with two account numbers exchanged, wherever they stand: as the other makes it, where no policy tells them apart. */
export function exchanged<Request extends RequestWithoutAction>(request: Request, one: string, other: string): Request {
  if (one === other) return request;
  const numbers = new RegExp(`${one}|${other}`, 'g');
  const exchange = (text: string): string => text.replace(numbers, (number) => (number === one ? other : one));
  return {
    ...request,
    resource: exchange(request.resource),
    context: Object.fromEntries(
      Object.entries(request.context).map(([key, value]) => [
        key,
        typeof value === 'string' ? exchange(value) : value.map(exchange),
      ]),
    ),
  };
}
