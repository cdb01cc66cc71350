import { Amount } from '#components/ui/amount';
import { SectionHeading } from '#components/ui/section-heading';
import {
  Table,
  TableBody,
  TableCell,
  TableColumn,
  TableHead,
  TableRow,
} from '#components/ui/table';
import type { CostsDto } from '#lib/costs/contract';
import { nameProduct, sayPrice } from './cost-words.ts';

/** Every product that Plaid names, with how far it is used and what that costs. */
export function ProductCostTable({ costs: { products, currency } }: { costs: CostsDto }) {
  return (
    <section aria-labelledby="product-costs">
      <SectionHeading id="product-costs">By product</SectionHeading>
      {products.length === 0 ? (
        <p className="py-4 text-ink-soft">Plaid has not said yet what it bills.</p>
      ) : (
        <Table label="What Plaid bills, by product">
          <TableHead>
            <TableColumn>Product</TableColumn>
            <TableColumn numeric className="w-20">
              Billed
            </TableColumn>
            <TableColumn numeric hideBelow="sm" className="w-24">
              Not yet
            </TableColumn>
            <TableColumn numeric hideBelow="sm" className="w-24">
              Allowed
            </TableColumn>
            <TableColumn numeric hideBelow="md" className="w-36">
              Price
            </TableColumn>
            <TableColumn numeric className="w-28">
              Cost
            </TableColumn>
          </TableHead>
          <TableBody>
            {products.map(({ product, billed, added, allowed, price, minor }) => (
              <TableRow key={product}>
                <TableCell className="break-words">
                  {nameProduct(product)}
                  <span className="block text-ink-faint text-sm @xl:hidden">
                    {price ? sayPrice(price) : 'price not set'}
                    <span className="@md:hidden">
                      {added > 0 ? `, ${added} not yet` : null}
                      {allowed > 0 ? `, ${allowed} allowed` : null}
                    </span>
                  </span>
                </TableCell>
                <TableCell numeric>{billed}</TableCell>
                <TableCell numeric hideBelow="sm">
                  {added}
                </TableCell>
                <TableCell numeric hideBelow="sm">
                  {allowed}
                </TableCell>
                <TableCell numeric hideBelow="md" className="text-ink-soft">
                  {price ? sayPrice(price) : 'price not set'}
                </TableCell>
                <TableCell numeric>
                  {price ? (
                    <Amount minor={minor} currency={currency} />
                  ) : (
                    <span className="text-ink-faint text-sm">
                      {billed > 0 ? 'not known' : 'none'}
                    </span>
                  )}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      <p className="max-w-prose pt-3 text-ink-soft text-sm">
        Billed: Plaid’s billed_products. Not yet: added to a connection, and not used so far.
        Allowed: people consented to it, and it costs nothing until it is read.
      </p>
    </section>
  );
}
