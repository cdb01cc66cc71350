import { Clock } from 'lucide-react';
import { Amount } from '#components/ui/amount';
import { Definition, DefinitionList } from '#components/ui/definition-list';
import { Figure } from '#components/ui/figure';
import { Monogram } from '#components/ui/monogram';
import { SectionHeading } from '#components/ui/section-heading';
import { StatusPill } from '#components/ui/status-pill';
import {
  Table,
  TableBody,
  TableCell,
  TableColumn,
  TableGroup,
  TableHead,
  TableRow,
} from '#components/ui/table';
import { assets, debts, sumMinor, transactions } from './sample-data.ts';
import { Row } from './specimen.tsx';

export function FigureSpecimens() {
  return (
    <>
      <Row label="figure xl, lg, md" stacked>
        <Figure
          label="Net worth"
          minor={sumMinor(assets) - sumMinor(debts)}
          currency="USD"
          size="xl"
          note="As of 9:41 this morning"
        />
        <div className="flex flex-wrap gap-x-10 gap-y-4">
          <Figure label="Cash" minor={3608669} currency="USD" />
          <Figure label="Owed" minor={1754840} currency="USD" size="md" />
          <Figure label="Old joint account" minor={null} currency="USD" size="md" />
        </div>
      </Row>
      <Row label="amount: plain, money-in, soft, danger, always, none, unknown">
        <Amount minor={-4520} currency="USD" />
        <Amount minor={321577} currency="USD" tone="money-in" />
        <Amount minor={-645} currency="USD" tone="soft" />
        <Amount minor={-2210} currency="USD" tone="danger" />
        <Amount minor={1200} currency="USD" sign="always" />
        <Amount minor={-1200} currency="USD" sign="none" />
        <Amount minor={null} currency="USD" />
      </Row>
      <Row label="currencies">
        <Amount minor={-4520} currency="EUR" />
        <Amount minor={-4520} currency="EUR" locale="de-DE" />
        <Amount minor={158000} currency="JPY" />
        <Amount minor={1234567} currency="KWD" />
        <Amount minor={2150000} currency="BTC" />
        <Amount minor={123456} currency="USD" precision="whole" />
      </Row>
    </>
  );
}

export function LedgerSpecimens() {
  return (
    <div>
      <SectionHeading level={3} aside="9 accounts">
        Balance sheet
      </SectionHeading>
      <DefinitionList>
        {assets.map((account) => (
          <Definition
            key={account.mask}
            term={account.name}
            note={`${account.institution} ••${account.mask}`}
          >
            <Amount minor={account.minor} currency="USD" />
          </Definition>
        ))}
        <Definition term="Assets" weight="sum">
          <Amount minor={sumMinor(assets)} currency="USD" />
        </Definition>
        <Definition term="Debts" weight="row" className="border-b-0">
          <Amount minor={-sumMinor(debts)} currency="USD" />
        </Definition>
        <Definition term="Net worth" weight="final">
          <Amount minor={sumMinor(assets) - sumMinor(debts)} currency="USD" />
        </Definition>
      </DefinitionList>
    </div>
  );
}

export function TableSpecimens() {
  const rows = transactions.slice(0, 6);
  return (
    <Table label="Transactions, a sample">
      <TableHead>
        <TableColumn className="w-20" sort="descending">
          Date
        </TableColumn>
        <TableColumn>Merchant</TableColumn>
        <TableColumn hideBelow="md" className="w-32">
          Category
        </TableColumn>
        <TableColumn numeric sort="none" className="w-32">
          Amount
        </TableColumn>
      </TableHead>
      <TableBody>
        <TableGroup aside={<Amount minor={247991} currency="USD" sign="always" />}>
          March
        </TableGroup>
        {rows.map((row, index) => (
          <TableRow key={row.id} selected={index === 2} open={index === 4}>
            <TableCell className="text-ink-soft">{row.date}</TableCell>
            <TableCell>
              <span className="flex items-center gap-2.5">
                <Monogram name={row.merchant} size="sm" />
                <span className="truncate">{row.merchant}</span>
                {row.pending ? (
                  <StatusPill icon={<Clock aria-hidden="true" />} className="max-sm:hidden">
                    Pending
                  </StatusPill>
                ) : null}
              </span>
            </TableCell>
            <TableCell hideBelow="md" className="text-ink-soft">
              {row.category}
            </TableCell>
            <TableCell numeric>
              <Amount minor={row.minor} currency="USD" tone={row.pending ? 'soft' : 'money-in'} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
