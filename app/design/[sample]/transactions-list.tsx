'use client';

import { ChevronDown, ChevronUp, Clock, Download } from 'lucide-react';
import { useState } from 'react';
import { Amount } from '#components/ui/amount';
import { Button, IconButton } from '#components/ui/button';
import { Checkbox } from '#components/ui/checkbox';
import { Definition, DefinitionList } from '#components/ui/definition-list';
import { Drawer, DrawerContent } from '#components/ui/drawer';
import { EmptyState } from '#components/ui/empty-state';
import { Field } from '#components/ui/field';
import { SearchInput } from '#components/ui/search-input';
import { Select } from '#components/ui/select';
import { StatusPill } from '#components/ui/status-pill';
import {
  Table,
  TableBody,
  TableCell,
  TableColumn,
  TableHead,
  TableRow,
} from '#components/ui/table';
import { Textarea } from '#components/ui/textarea';
import { type SampleTransaction, transactions } from './sample-data.ts';

const accounts = ['Everyday Checking', 'Rainy Day Savings', 'Sapphire Card'];

export function TransactionsList() {
  const [query, setQuery] = useState('');
  const [account, setAccount] = useState('all');
  const [openId, setOpenId] = useState<string | null>(null);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const rows = transactions.filter(
    (row) =>
      row.merchant.toLowerCase().includes(query.toLowerCase()) &&
      (account === 'all' || row.account === account),
  );
  const toggle = (id: string) =>
    setPicked(
      (before) => new Set(before.has(id) ? [...before].filter((x) => x !== id) : [...before, id]),
    );
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center gap-2">
        <SearchInput
          label="Search transactions"
          placeholder="Merchant, note or amount"
          shortcut="/"
          value={query}
          onValueChange={setQuery}
          className="w-full sm:w-72"
        />
        <Select
          variant="quiet"
          aria-label="Account"
          value={account}
          onValueChange={setAccount}
          options={[
            { value: 'all', label: 'All accounts' },
            ...accounts.map((name) => ({ value: name, label: name })),
          ]}
        />
        <Button variant="ghost" className="-mr-3.5 ml-auto max-sm:hidden">
          <Download aria-hidden="true" />
          Export
        </Button>
      </div>
      {rows.length === 0 ? (
        <EmptyState
          drawing="astray"
          title="No transaction matches"
          actions={<Button onClick={() => setQuery('')}>Clear search</Button>}
        >
          Nothing in March contains “{query}”.
        </EmptyState>
      ) : (
        <Table label="Transactions">
          <TableHead>
            <TableColumn hideBelow="md" className="w-10">
              <Checkbox aria-label="Select all" />
            </TableColumn>
            <TableColumn className="w-18 sm:w-22">Date</TableColumn>
            <TableColumn>Merchant</TableColumn>
            <TableColumn hideBelow="md" className="w-40">
              Category
            </TableColumn>
            <TableColumn hideBelow="lg" className="w-44">
              Account
            </TableColumn>
            <TableColumn numeric className="w-28 sm:w-32">
              Amount
            </TableColumn>
          </TableHead>
          <TableBody>
            {rows.map((row, index) => (
              <Row
                key={row.id}
                row={row}
                firstOfDay={rows[index - 1]?.date !== row.date}
                picked={picked.has(row.id)}
                open={openId === row.id}
                onPick={() => toggle(row.id)}
                onOpen={() => setOpenId(row.id)}
              />
            ))}
          </TableBody>
        </Table>
      )}
      <Details
        row={rows.find((row) => row.id === openId)}
        onClose={() => setOpenId(null)}
        onStep={(step) => {
          const next = rows[rows.findIndex((row) => row.id === openId) + step];
          if (next) setOpenId(next.id);
        }}
      />
    </>
  );
}

function Row({
  row,
  firstOfDay,
  picked,
  open,
  onPick,
  onOpen,
}: {
  row: SampleTransaction;
  firstOfDay: boolean;
  picked: boolean;
  open: boolean;
  onPick: () => void;
  onOpen: () => void;
}) {
  return (
    <TableRow selected={picked} open={open} onClick={onOpen}>
      <TableCell hideBelow="md" onClick={(event) => event.stopPropagation()}>
        <Checkbox
          aria-label={`Select ${row.merchant}, ${row.date}`}
          checked={picked}
          onCheckedChange={onPick}
        />
      </TableCell>
      <TableCell className="whitespace-nowrap text-ink-soft">
        {/* As in a ledger: a day is written once; the others only say it to screen readers. */}
        <span className={firstOfDay ? undefined : 'sr-only'}>{row.date}</span>
      </TableCell>
      <TableCell>
        <span className="flex items-center gap-2.5">
          <button
            type="button"
            onClick={onOpen}
            className="-my-1 min-w-0 truncate rounded-sm py-1 text-left"
          >
            {row.merchant}
          </button>
          {row.detail ? (
            <span className="hidden min-w-0 truncate text-ink-faint text-sm xl:block">
              {row.detail}
            </span>
          ) : null}
          {row.pending ? (
            <StatusPill icon={<Clock aria-hidden="true" />} className="max-md:hidden">
              Pending
            </StatusPill>
          ) : null}
        </span>
        <span className="flex items-center gap-1 truncate text-ink-faint text-sm md:hidden">
          {row.pending ? (
            <>
              <Clock aria-hidden="true" className="size-3" /> Pending,{' '}
            </>
          ) : null}
          {row.category}
        </span>
      </TableCell>
      <TableCell hideBelow="md" className="text-ink-soft">
        {row.category}
      </TableCell>
      <TableCell hideBelow="lg" className="whitespace-nowrap text-ink-soft">
        {row.account}
      </TableCell>
      <TableCell numeric>
        <Amount minor={row.minor} currency="USD" tone={row.pending ? 'soft' : 'money-in'} />
      </TableCell>
    </TableRow>
  );
}

function Details({
  row,
  onClose,
  onStep,
}: {
  row: SampleTransaction | undefined;
  onClose: () => void;
  onStep: (step: 1 | -1) => void;
}) {
  return (
    <Drawer
      open={row !== undefined}
      onOpenChange={(open) => (open ? undefined : onClose())}
      modal={false}
    >
      {row ? (
        <DrawerContent
          modal={false}
          title={row.merchant}
          description={`${row.account}, ${row.date}`}
          actions={
            <>
              <IconButton label="Previous" size="sm" onClick={() => onStep(-1)}>
                <ChevronUp />
              </IconButton>
              <IconButton label="Next" size="sm" onClick={() => onStep(1)}>
                <ChevronDown />
              </IconButton>
            </>
          }
          footer={<Button variant="primary">Mark as reviewed</Button>}
        >
          <Amount
            minor={row.minor}
            currency="USD"
            tone="money-in"
            display="headline"
            className="font-medium text-2xl"
          />
          <DefinitionList className="mt-4 mb-6">
            <Definition term="Category" note="from the bank">
              {row.category}
            </Definition>
            <Definition term="Status">{row.pending ? 'Pending' : 'Posted'}</Definition>
            <Definition term="As the bank wrote it">{row.merchant.toUpperCase()} #10234</Definition>
          </DefinitionList>
          <Field label="Note">
            <Textarea defaultValue={row.detail} placeholder="What was this for?" />
          </Field>
        </DrawerContent>
      ) : null}
    </Drawer>
  );
}
