-- A list's filter reads one index for some 20 ms: with two more processes for it, it took 28, and 62 where the
-- machine had other work.
ALTER TABLE "Transaction" SET (parallel_workers = 0);
