interface Page {
  readonly NextToken?: string | undefined;
}

/** Every item of a list that the API returns in pages. */
export async function everyPage<Answer extends Page, Item>(
  read: (token: string | undefined) => Promise<Answer>,
  itemsOf: (page: Answer) => readonly Item[] | undefined,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let token: string | undefined;
  do {
    const page = await read(token);
    items.push(...(itemsOf(page) ?? []));
    token = page.NextToken;
  } while (token !== undefined && token !== '');
  return items;
}
