import { Clock } from 'lucide-react';
import { Button } from '#components/ui/button';
import { Callout } from '#components/ui/callout';
import { EmptyState } from '#components/ui/empty-state';
import { Monogram } from '#components/ui/monogram';
import { Progress } from '#components/ui/progress';
import { SkeletonRows } from '#components/ui/skeleton';
import { Spinner } from '#components/ui/spinner';
import { StatusPill } from '#components/ui/status-pill';
import { Row } from './specimen.tsx';

export function StateSpecimens() {
  return (
    <>
      <Row label="status pill">
        <StatusPill tone="positive">Ties out</StatusPill>
        <StatusPill tone="warning">Needs sign-in</StatusPill>
        <StatusPill tone="danger">Over budget</StatusPill>
        <StatusPill tone="info">New accounts</StatusPill>
        <StatusPill icon={<Clock aria-hidden="true" />}>Pending</StatusPill>
      </Row>
      <Row label="status pill, plain">
        <StatusPill tone="positive" variant="plain">
          Up to date
        </StatusPill>
        <StatusPill tone="warning" variant="plain">
          Expires May 2
        </StatusPill>
        <StatusPill tone="danger" variant="plain">
          Access revoked
        </StatusPill>
        <StatusPill variant="plain">No basis</StatusPill>
      </Row>
      <Callout
        tone="attention"
        title="Tattersall Federal needs you to sign in again"
        action={<Button size="sm">Reconnect</Button>}
      >
        Its figures are from Monday. Nothing is lost: the gap fills when you reconnect.
      </Callout>
      <Callout tone="danger" title="The bank did not accept the request">
        Nothing was changed. Try again in a few minutes.
      </Callout>
      <Callout>Balances are the bank’s own, checked against your transactions every night.</Callout>
      <Row label="monogram">
        <Monogram name="First Platypus Bank" size="lg" />
        <Monogram name="Houndstooth Invest" />
        <Monogram name="Tartan" />
        <Monogram name="Tattersall Federal" colour="#c8102e" />
        <Monogram name="Bank of the West" colour="#00754a" size="sm" />
        <Monogram name="Ada Lovelace" shape="round" size="lg" />
        <Monogram name="Grace Hopper" shape="round" />
      </Row>
    </>
  );
}

export function WaitingSpecimens() {
  return (
    <>
      <Progress label="Importing" detail="412 of about 1,200" value={412} max={1200} />
      <Progress label="Groceries" detail="$64 over" value={110} tone="danger" />
      <Progress label="Fetching history" detail="14 months so far" value={null} />
      <Row label="spinner, for inside a control">
        <Spinner />
        <Spinner className="size-6 text-accent" />
      </Row>
      <SkeletonRows rows={4} label="Loading transactions" />
    </>
  );
}

export function EmptySpecimens() {
  return (
    <div className="grid sm:grid-cols-2">
      <EmptyState
        level={3}
        title="No accounts yet"
        actions={
          <>
            <Button variant="primary">Link a bank</Button>
            <Button variant="ghost">Add by hand</Button>
          </>
        }
      >
        Link a bank, and its balances and transactions hang here, checked against the bank every
        night.
      </EmptyState>
      <EmptyState
        level={3}
        drawing="astray"
        title="No transaction matches"
        actions={<Button>Clear filters</Button>}
      >
        Nothing from March contains “plumber”.
      </EmptyState>
      <EmptyState
        level={3}
        drawing="apart"
        title="This page could not be loaded"
        actions={<Button>Try again</Button>}
      >
        Your data is safe. The server did not answer.
      </EmptyState>
      <EmptyState level={3} drawing="settled" title="Everything is reviewed">
        All 214 transactions of March tie out.
      </EmptyState>
    </div>
  );
}
