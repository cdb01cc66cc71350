import { FlowChart } from '#components/charts/flow-chart';
import { Figure } from '#components/ui/figure';
import { SectionHeading } from '#components/ui/section-heading';
import {
  Table,
  TableBody,
  TableCell,
  TableColumn,
  TableGroup,
  TableHead,
  TableRow,
} from '#components/ui/table';
import type { CivilDate } from '#lib/dates/civil-date';
import type {
  FlowBranch,
  FlowDto,
  FlowGroup,
  FlowSums,
  ReportQuery,
  ReportTime,
} from '#lib/reports/contract';
import type { Measure } from '#lib/reports/report-url';
import { CurrencySections } from './currency-sections.tsx';
import { drawFlow } from './draw-flow.ts';
import { FigureLink } from './figure-link.tsx';
import { describeShare, nameTime } from './report-words.ts';

type Props = { report: FlowDto; query: ReportQuery; today: CivilDate };

/** Where the money of a time came from and where it went. */
export function FlowView({ report, query, today }: Props) {
  const { time } = report;
  return (
    <CurrencySections report={report} today={today} label="Where it goes">
      {(flow, label) => {
        const chart = (deep: boolean) => ({
          ...drawFlow(flow, { query, time, deep }),
          label,
          currency: flow.currency,
        });
        return (
          <>
            <Kept flow={flow} time={time} today={today} />
            <FlowChart {...chart(true)} names="beside" className="mt-8 max-md:hidden" />
            <FlowChart {...chart(false)} names="within" className="mt-8 md:hidden" />
            <Sources flow={flow} time={time} query={query} />
            <Uses flow={flow} time={time} query={query} />
          </>
        );
      }}
    </CurrencySections>
  );
}

function Kept({ flow, time, today }: { flow: FlowSums; time: ReportTime; today: CivilDate }) {
  const { currency, incomeMinor, spendingMinor } = flow;
  const net = incomeMinor - spendingMinor;
  const share = describeShare(net, incomeMinor);
  return (
    <Figure
      label={`${net < 0 ? 'More spent than earned' : 'Left over'}, ${nameTime(time.span, today)}`}
      minor={Math.abs(net)}
      currency={currency}
      size="xl"
      note={net > 0 && share ? `${share} of what was earned.` : undefined}
    />
  );
}

type PartProps = { flow: FlowSums; time: ReportTime; query: ReportQuery };

function Sources({ flow: { currency, sources }, time, query }: PartProps) {
  if (sources.length === 0) return null;
  const id = `sources-${currency}`;
  return (
    <section aria-labelledby={id} className="mt-12">
      <SectionHeading id={id}>Where it came from</SectionHeading>
      <Table label="Where it came from">
        <Head name="Source" />
        <TableBody>
          {sources.map((branch) => (
            <Branch
              key={nameOf(branch)}
              branch={branch}
              measure={branch.isBack ? 'spending' : 'income'}
              currency={currency}
              time={time}
              query={query}
            />
          ))}
        </TableBody>
      </Table>
    </section>
  );
}

function Uses({ flow: { currency, groups, takenBack }, time, query }: PartProps) {
  if (groups.length + takenBack.length === 0) return null;
  const id = `uses-${currency}`;
  const common = { currency, time, query };
  return (
    <section aria-labelledby={id} className="mt-12">
      <SectionHeading id={id}>Where it went</SectionHeading>
      <Table label="Where it went">
        <Head name="Category" />
        {groups.map((group) => (
          <TableBody key={group.id}>
            <TableGroup
              aside={
                <FigureLink
                  minor={group.minor}
                  currency={currency}
                  query={query}
                  of={
                    group.isWhole
                      ? {
                          measure: 'spending',
                          span: time.span,
                          key: { by: 'group', id: group.id },
                        }
                      : null
                  }
                  name={group.name}
                />
              }
            >
              {group.name}
            </TableGroup>
            {listBranches(group).map((branch) => (
              <Branch key={nameOf(branch)} branch={branch} measure="spending" {...common} />
            ))}
          </TableBody>
        ))}
        <TableBody>
          {takenBack.map((branch) => (
            <Branch key={nameOf(branch)} branch={branch} measure="income" {...common} />
          ))}
        </TableBody>
      </Table>
    </section>
  );
}

/** Of a group that is one category of the same name there is no more to say. */
function listBranches({ name, branches }: FlowGroup): FlowBranch[] {
  return branches.length === 1 && branches[0]?.name === name ? [] : branches;
}

const nameOf = ({ key, name }: FlowBranch) => key.id ?? name;

function Head({ name }: { name: string }) {
  return (
    <TableHead>
      <TableColumn>{name}</TableColumn>
      <TableColumn numeric className="w-36">
        Amount
      </TableColumn>
    </TableHead>
  );
}

function Branch({
  branch: { key, name, minor, isBack },
  measure,
  currency,
  time,
  query,
}: {
  branch: FlowBranch;
  measure: Measure;
  currency: string;
  time: ReportTime;
  query: ReportQuery;
}) {
  const label = isBack ? `Back: ${name}` : name;
  return (
    <TableRow>
      <TableCell className="truncate">{label}</TableCell>
      <TableCell numeric>
        <FigureLink
          minor={minor}
          currency={currency}
          query={query}
          of={{ measure, span: time.span, key: { by: 'category', ...key } }}
          name={label}
        />
      </TableCell>
    </TableRow>
  );
}
