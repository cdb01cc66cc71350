// Preloaded into every process that the stack starts. When the parent dies, even by kill -9, the
// channel to it closes: then this process leaves too, instead of holding its port for ever.
const graceMs = 10_000;

if (process.channel) {
  process.on('disconnect', () => {
    setTimeout(() => process.exit(1), graceMs).unref();
    process.kill(process.pid, 'SIGTERM');
  });
  process.channel.unref();
  // Children of a process inherit this, as Next's development server's: theirs are there to talk.
  process.on('newListener', (name) => {
    if (name === 'message') process.channel?.ref();
  });
}
