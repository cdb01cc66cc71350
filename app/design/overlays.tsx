'use client';

import { Copy, Download, EyeOff, Pencil, Unplug } from 'lucide-react';
import { useState } from 'react';
import { Amount } from '#components/ui/amount';
import { Button } from '#components/ui/button';
import { ComboboxPanel } from '#components/ui/combobox-panel';
import { CommandDialog } from '#components/ui/command-dialog';
import { ConfirmDialog } from '#components/ui/confirm-dialog';
import { Definition, DefinitionList } from '#components/ui/definition-list';
import { Dialog, DialogClose, DialogContent, DialogTrigger } from '#components/ui/dialog';
import { Drawer, DrawerContent, DrawerTrigger } from '#components/ui/drawer';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import {
  Menu,
  MenuCheckboxItem,
  MenuContent,
  MenuItem,
  MenuSeparator,
  MenuTrigger,
} from '#components/ui/menu';
import { toast } from '#components/ui/toast';
import { Tooltip } from '#components/ui/tooltip';

export function OverlaySpecimens() {
  return (
    <div className="flex flex-wrap gap-3">
      <MenuSpecimen />
      <Dialog>
        <DialogTrigger asChild>
          <Button>Dialog</Button>
        </DialogTrigger>
        <DialogContent
          title="Rename account"
          description="The bank’s own name stays visible in the account’s details."
          footer={
            <>
              <DialogClose asChild>
                <Button>Cancel</Button>
              </DialogClose>
              <Button variant="primary">Save</Button>
            </>
          }
        >
          <Field label="Name">
            <Input defaultValue="Everyday Checking" />
          </Field>
        </DialogContent>
      </Dialog>
      <ConfirmSpecimen />
      <DrawerSpecimen />
      <CommandSpecimen />
      <ToastSpecimens />
      <Tooltip content="The bank’s balance, checked against your transactions">
        <Button>Tooltip</Button>
      </Tooltip>
    </div>
  );
}

function MenuSpecimen() {
  const [hidden, setHidden] = useState(false);
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button>Menu</Button>
      </MenuTrigger>
      <MenuContent align="start">
        <MenuItem icon={<Pencil aria-hidden="true" />} shortcut="E">
          Rename
        </MenuItem>
        <MenuItem icon={<Copy aria-hidden="true" />}>Copy details</MenuItem>
        <MenuItem icon={<Download aria-hidden="true" />} disabled>
          Export
        </MenuItem>
        <MenuCheckboxItem checked={hidden} onCheckedChange={setHidden}>
          <EyeOff aria-hidden="true" />
          Hide from totals
        </MenuCheckboxItem>
        <MenuSeparator />
        <MenuItem icon={<Unplug aria-hidden="true" />} tone="danger">
          Disconnect
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}

function ConfirmSpecimen() {
  const [open, setOpen] = useState(false);
  const [error, setError] = useState('');
  return (
    <>
      <Button onClick={() => setOpen(true)}>Confirm</Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        tone="danger"
        title="Disconnect Tattersall Federal?"
        description="Plumbline stops reading it at once. Its 1,204 transactions stay unless you delete them."
        confirmLabel="Disconnect"
        error={error}
        onConfirm={() => setError('The bank did not answer. Nothing was changed; try again.')}
      />
    </>
  );
}

function DrawerSpecimen() {
  return (
    <Drawer>
      <DrawerTrigger asChild>
        <Button>Drawer</Button>
      </DrawerTrigger>
      <DrawerContent
        title="Whole Foods Market"
        description="Sapphire Card, March 13"
        footer={<Button variant="primary">Mark as reviewed</Button>}
      >
        <Amount minor={-8714} currency="USD" display="headline" className="font-medium text-2xl" />
        <DefinitionList className="mt-6">
          <Definition term="Category" note="from the bank">
            Groceries
          </Definition>
          <Definition term="Status">Posted</Definition>
          <Definition term="As the bank wrote it">WHOLEFDS MKT #10234</Definition>
        </DefinitionList>
      </DrawerContent>
    </Drawer>
  );
}

function CommandSpecimen() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Commands</Button>
      <CommandDialog open={open} onClose={() => setOpen(false)} label="Commands">
        <ComboboxPanel
          beginsAtFirst
          options={[
            { value: 'rename', label: 'Rename', group: 'On this page', aside: 'E' },
            { value: 'accounts', label: 'Accounts', group: 'Go to' },
            { value: 'export', label: 'Export', group: 'Do', disabled: true },
          ]}
          chosen={new Set()}
          onChoose={() => setOpen(false)}
          searchLabel="Search commands"
          emptyText="Nothing of that name."
        />
      </CommandDialog>
    </>
  );
}

function ToastSpecimens() {
  return (
    <>
      <Button onClick={() => toast({ title: 'Saved', tone: 'positive' })}>Toast</Button>
      <Button
        onClick={() =>
          toast({
            title: 'Hidden from totals',
            action: { label: 'Undo', onClick: () => undefined },
          })
        }
      >
        Toast with undo
      </Button>
      <Button
        onClick={() =>
          toast({
            tone: 'danger',
            title: 'Not saved',
            description: 'The server did not answer. Your change is still in the field.',
          })
        }
      >
        Toast, error
      </Button>
    </>
  );
}
