import { LineChart } from '#components/charts/line-chart';
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
      <Row label="sparklines: up, with a gap, flat, a single day">
        <Sparkline values={years.slice(-90)} className="h-6 w-24" />
        <Sparkline values={shown.slice(280, 400)} className="h-6 w-24" />
        <Sparkline values={[5, 5, 5]} className="h-6 w-24" />
        <Sparkline values={[5]} className="h-6 w-24" />
      </Row>
    </>
  );
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
