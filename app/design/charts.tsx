import { BarChart, BarLegend, type BarSeries } from '#components/charts/bar-chart';
import { FlowChart } from '#components/charts/flow-chart';
import { LineChart } from '#components/charts/line-chart';
import { SparkBars } from '#components/charts/spark-bars';
import { Sparkline } from '#components/charts/sparkline';
import { addDays } from '#lib/dates/civil-date';
import { designToday } from './sample-data.ts';
import { Row } from './specimen.tsx';

const years = wander(731, 4_200_000, 9_000);
const debts = wander(731, -900_000, 1_500).map((each) => Math.abs(each ?? 0));
const common = { today: designToday, currency: 'USD' };
const back = (days: number) => addDays(designToday, 1 - days);

export function ChartSpecimens() {
  const gap = years.map((each, index) =>
    index < 90 || (index > 300 && index < 380) ? null : each,
  );
  const shown = gap.slice(-700);
  return (
    <>
      <Row label="24 months, with gaps, marks and what was reckoned" stacked>
        <LineChart
          {...common}
          label="Net worth"
          from={back(700)}
          lines={[{ label: 'Net worth', values: shown }]}
          readFrom={back(120)}
          marks={[
            { date: back(500), label: '1' },
            { date: back(60), label: '2' },
          ]}
        />
      </Row>
      <Row label="two lines, small" stacked>
        <LineChart
          {...common}
          label="Assets and debts"
          from={back(731)}
          size="sm"
          lines={[
            { label: 'Assets', values: years },
            { label: 'Owed', values: debts },
          ]}
        />
      </Row>
      <Row label="below zero and above" stacked>
        <LineChart
          {...common}
          label="Checking"
          from={back(30)}
          size="sm"
          lines={[{ label: 'Balance', values: wander(30, -40_000, 30_000) }]}
        />
      </Row>
      <Row label="one day; a line that never moves" stacked>
        <LineChart
          {...common}
          label="Wallet"
          from={designToday}
          size="sm"
          lines={[{ label: 'Balance', values: [12_345] }]}
        />
        <LineChart
          {...common}
          label="Home"
          from={back(90)}
          size="sm"
          lines={[{ label: 'Value', values: new Array<number>(90).fill(45_000_000) }]}
        />
      </Row>
      <Row label="24 columns, up, down and what that leaves" stacked>
        <BarChart
          label="Cash flow"
          currency="USD"
          columns={months(24)}
          series={cashFlow}
          heading={<BarLegend series={cashFlow} />}
        />
      </Row>
      <Row label="one column; none above zero; nothing but zero" stacked>
        <BarChart {...bars([123_400])} />
        <BarChart {...bars([-20_000, -35_000, -1_200])} />
        <BarChart {...bars([0, 0, 0])} />
      </Row>
      <Row label="a flow, and on a phone" stacked>
        <FlowChart label="Where it goes" currency="USD" names="beside" {...flow} />
        <div className="max-w-80">
          <FlowChart label="Where it goes, narrow" currency="USD" names="within" {...flow} />
        </div>
      </Row>
      <Row label="bars of a row: up, both ways, nothing">
        <SparkBars values={[3, 5, 2, 8, 9, 1]} className="h-6 w-24" />
        <SparkBars values={[3, -5, 2, -8]} className="h-6 w-24" />
        <SparkBars values={[0, 0]} className="h-6 w-24" />
      </Row>
      <Row label="sparklines: up, with a gap, flat, a single day">
        <Sparkline values={years.slice(-90)} className="h-6 w-24" />
        <Sparkline values={shown.slice(280, 400)} className="h-6 w-24" />
        <Sparkline values={[5, 5, 5]} className="h-6 w-24" />
        <Sparkline values={[5]} className="h-6 w-24" />
      </Row>
    </>
  );
}

const income = Array.from({ length: 24 }, (_, index) => 420_000 + (index % 5) * 12_000);
const spending = income.map((minor, index) => (index % 7 === 3 ? minor * 1.4 : minor * 0.7));
const cashFlow = [
  { label: 'Income', values: income, tone: 'positive' },
  { label: 'Spending', values: spending, as: 'below', tone: 'soft' },
  {
    label: 'Left over',
    values: income.map((minor, at) => minor - (spending[at] ?? 0)),
    as: 'mark',
  },
] as const satisfies BarSeries[];

function months(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    name: `Month ${index + 1}`,
    short: String(index + 1),
  }));
}

function bars(values: number[]) {
  const series = [{ label: 'Left over', values }];
  const label = `Left over in ${values.length} months`;
  return { label, currency: 'USD', columns: months(values.length), series, size: 'sm' as const };
}

const flow = drawSample([
  ['Housing', 180_000],
  ['Food & drink', 64_000],
  ['Getting around', 21_000],
  ['Left over', 155_000],
]);

function drawSample(uses: [label: string, minor: number][]) {
  const node = (label: string, minor: number) => ({ id: label, label, minor, href: null });
  const all = uses.reduce((sum, [, minor]) => sum + minor, 0);
  return {
    nodes: [
      node('Salary', all),
      node('Money in', all),
      ...uses.map(([label, minor]) => ({ ...node(label, minor), isRest: label === 'Left over' })),
    ],
    links: [
      { from: 'Salary', to: 'Money in', minor: all },
      ...uses.map(([to, minor]) => ({ from: 'Money in', to, minor })),
    ],
  };
}

/** The same walk on every day: pay comes in every fortnight, and the rest goes out. */
function wander(days: number, startMinor: number, stepMinor: number): (number | null)[] {
  let minor = startMinor;
  return Array.from({ length: days }, (_, day) => {
    const pay = day % 14 === 0 ? stepMinor * 16 : 0;
    minor += pay - stepMinor * (1 + Math.sin(day * 12.9898) * 0.8);
    return Math.round(minor);
  });
}
