-- A list's filter reads one index for some 20 ms; with two more processes for it that took 60 where the
-- machine had other work, and they saved 5 where it had none.
ALTER TABLE "Transaction" SET (parallel_workers = 0);
