'use client';

import { Button } from '#components/ui/button';
import { Dialog, DialogContent, DialogTrigger } from '#components/ui/dialog';

/** What to do when somebody else acted in the reader's name. */
export function StrangerDialog() {
  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button variant="link" size="sm">
          Not you?
        </Button>
      </DialogTrigger>
      <DialogContent
        title="If this was not you"
        description="Somebody else may be able to sign in as you. In this order:"
      >
        <ol className="list-decimal space-y-3 pl-5">
          <li>Change your password. That ends every other session at once, whoever has it.</li>
          <li>Look through your passkeys and other factors, and remove what you do not know.</li>
          <li>
            Secure your mailbox: whoever reads your mails can ask for a new password in your name.
          </li>
          <li>
            Look through your connections. A bank that you do not know can be disconnected; what was
            disconnected can be linked again, and its history moved to it.
          </li>
          <li>
            Tell whoever runs this installation. Nobody can move money through Plumbline, but what
            is here can have been read.
          </li>
        </ol>
      </DialogContent>
    </Dialog>
  );
}
