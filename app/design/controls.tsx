'use client';

import { Ellipsis, Plus, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '#components/ui/button';
import { Checkbox } from '#components/ui/checkbox';
import { Choice } from '#components/ui/choice';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { Kbd } from '#components/ui/kbd';
import { PasswordInput } from '#components/ui/password-input';
import { SearchInput } from '#components/ui/search-input';
import { SegmentedControl } from '#components/ui/segmented-control';
import { Select } from '#components/ui/select';
import { Switch } from '#components/ui/switch';
import { Tab, Tabs, TabsList, TabsPanel } from '#components/ui/tabs';
import { TextLink } from '#components/ui/text-link';
import { Textarea } from '#components/ui/textarea';
import { Row, type Scheme } from './specimen.tsx';

const variants = ['primary', 'secondary', 'ghost', 'danger', 'link'] as const;

export function ControlSpecimens() {
  return (
    <>
      <Row label="md">
        {variants.map((variant) => (
          <Button key={variant} variant={variant}>
            {variant === 'danger' ? 'Disconnect' : 'Link a bank'}
          </Button>
        ))}
      </Row>
      <Row label="sm, with icons">
        {variants.map((variant) => (
          <Button key={variant} variant={variant} size="sm">
            <Plus aria-hidden="true" />
            Link a bank
          </Button>
        ))}
      </Row>
      <Row label="loading keeps the width">
        {variants.map((variant) => (
          <Button key={variant} variant={variant} loading>
            Link a bank
          </Button>
        ))}
      </Row>
      <Row label="disabled">
        {variants.map((variant) => (
          <Button key={variant} variant={variant} disabled>
            Link a bank
          </Button>
        ))}
      </Row>
      <Row label="icon only (always labelled)">
        <IconButton label="Sync now">
          <RefreshCw />
        </IconButton>
        <IconButton label="More" variant="secondary">
          <Ellipsis />
        </IconButton>
        <IconButton label="More, small" size="sm">
          <Ellipsis />
        </IconButton>
        <IconButton label="Syncing" loading>
          <RefreshCw />
        </IconButton>
        <IconButton label="Not now" disabled>
          <RefreshCw />
        </IconButton>
      </Row>
      <p>
        A sentence with <TextLink href="#link">a link</TextLink>, then{' '}
        <TextLink href="#quiet" quiet>
          a quiet one
        </TextLink>{' '}
        and a key, <Kbd>Ctrl</Kbd> <Kbd>K</Kbd>.
      </p>
    </>
  );
}

export function ChoiceSpecimens() {
  const [query, setQuery] = useState('');
  return (
    <>
      <Field label="E-mail" hint="Only used to sign in and for the alerts you choose.">
        <Input type="email" placeholder="you@example.org" />
      </Field>
      <Field label="Password" aside={<TextLink href="#forgot">Forgot it?</TextLink>}>
        <PasswordInput autoComplete="current-password" defaultValue="not a secret" />
      </Field>
      <Field
        label="Amount"
        error="“12,4x” is not an amount. Write it as 12.40, or as a sum such as 10 + 2.40."
      >
        <Input defaultValue="12,4x" inputMode="decimal" className="text-right" />
      </Field>
      <Field label="Account number" optional>
        <Input disabled defaultValue="Not shared by this bank" />
      </Field>
      <Field label="Note">
        <Textarea placeholder="What was this for?" />
      </Field>
      <SearchInput
        label="Search"
        placeholder="Search"
        value={query}
        onValueChange={setQuery}
        shortcut="/"
      />
    </>
  );
}

const currencies = [
  { value: 'USD', label: 'US dollar' },
  { value: 'EUR', label: 'Euro' },
  { label: 'No longer used', options: [{ value: 'DEM', label: 'Deutsche Mark', disabled: true }] },
];

export function SelectionSpecimens({ scheme }: { scheme: Scheme }) {
  const [period, setPeriod] = useState<'1m' | '3m' | '1y'>('3m');
  return (
    <>
      <Field label="Currency">
        <Select options={currencies} defaultValue="USD" />
      </Field>
      <Field label="Home currency" error="Choose the currency your totals are in.">
        <Select options={currencies} placeholder="Choose one" />
      </Field>
      <Row label="select, quiet; segmented control">
        <Select
          variant="quiet"
          aria-label={`Filter by currency, ${scheme}`}
          options={currencies}
          defaultValue="EUR"
        />
        <SegmentedControl
          label={`Period, ${scheme}`}
          value={period}
          onValueChange={setPeriod}
          options={[
            { value: '1m', label: '1 month' },
            { value: '3m', label: '3 months' },
            { value: '1y', label: 'Year' },
          ]}
        />
      </Row>
      <Row label="checkbox: off, on, some, disabled">
        <Checkbox aria-label="Off" />
        <Checkbox aria-label="On" defaultChecked />
        <Checkbox aria-label="Some" checked="indeterminate" />
        <Checkbox aria-label="Disabled" disabled defaultChecked />
      </Row>
      <Choice label="Keep the history" hint="Its transactions stay, marked as no longer updated.">
        <Checkbox defaultChecked />
      </Choice>
      <Choice
        side="end"
        label="Tell me when a connection breaks"
        hint="By e-mail, at most once a day."
      >
        <Switch defaultChecked />
      </Choice>
      <Choice side="end" label="Large transactions">
        <Switch />
      </Choice>
      <Tabs defaultValue="details">
        <TabsList aria-label={`Parts of a transaction, ${scheme}`}>
          <Tab value="details">Details</Tab>
          <Tab value="history">History</Tab>
          <Tab value="files" disabled>
            Files
          </Tab>
        </TabsList>
        <TabsPanel value="details">What the bank said, and what you changed.</TabsPanel>
        <TabsPanel value="history">Nothing has changed since it was posted.</TabsPanel>
        <TabsPanel value="files">No files.</TabsPanel>
      </Tabs>
    </>
  );
}
