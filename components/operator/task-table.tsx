import { Button } from '#components/ui/button';
import {
  Table,
  TableBody,
  TableCell,
  TableColumn,
  TableHead,
  TableRow,
} from '#components/ui/table';
import { VisuallyHidden } from '#components/ui/visually-hidden';
import type { HandleJobsInput, TaskDto } from '#lib/operator/contract';

/** How many jobs of each task are in which state; those that failed can be set going all at once. */
export function TaskTable({
  tasks,
  pending,
  onAct,
}: {
  tasks: TaskDto[];
  pending: boolean;
  onAct: (input: HandleJobsInput) => void;
}) {
  if (tasks.length === 0) return <p className="py-4 text-ink-soft">The queue is empty.</p>;
  return (
    <Table label="Jobs by task">
      <TableHead>
        <TableColumn>Task</TableColumn>
        <TableColumn numeric className="w-16">
          Dead
        </TableColumn>
        <TableColumn numeric className="w-18">
          Failing
        </TableColumn>
        <TableColumn numeric hideBelow="md" className="w-20">
          Running
        </TableColumn>
        <TableColumn numeric hideBelow="md" className="w-20">
          Waiting
        </TableColumn>
        <TableColumn className="w-24 sm:w-36">
          <VisuallyHidden>What can be done</VisuallyHidden>
        </TableColumn>
      </TableHead>
      <TableBody>
        {tasks.map(({ task, dead, failing, running, waiting }) => (
          <TableRow key={task}>
            <TableCell className="break-words">{task}</TableCell>
            <TableCell numeric>{dead}</TableCell>
            <TableCell numeric>{failing}</TableCell>
            <TableCell numeric hideBelow="md">
              {running}
            </TableCell>
            <TableCell numeric hideBelow="md">
              {waiting}
            </TableCell>
            <TableCell className="text-right">
              {dead + failing > 0 ? (
                <Button
                  size="sm"
                  loading={pending}
                  onClick={() => onAct({ act: 'retry_all', task })}
                >
                  Try all <VisuallyHidden>of {task}</VisuallyHidden>
                </Button>
              ) : null}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
