-- CreateTable
CREATE TABLE "AuditChain" (
    "id" UUID NOT NULL,
    "seq" INTEGER NOT NULL DEFAULT 0,
    "hash" BYTEA NOT NULL,
    "prunedSeq" INTEGER NOT NULL DEFAULT 0,
    "prunedHash" BYTEA NOT NULL,

    CONSTRAINT "AuditChain_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "chainId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "details" TEXT NOT NULL,
    "userId" UUID,
    "aboutUserId" UUID,
    "peer" TEXT,
    "salt" BYTEA,
    "whoHash" BYTEA NOT NULL,
    "previousHash" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("chainId","seq")
);

-- CreateIndex
CREATE INDEX "AuditEntry_at_idx" ON "AuditEntry"("at");

-- CreateIndex
CREATE INDEX "AuditEntry_userId_idx" ON "AuditEntry"("userId");

-- CreateIndex
CREATE INDEX "AuditEntry_aboutUserId_idx" ON "AuditEntry"("aboutUserId");

-- What the schema language cannot say: entries are chained by the database itself, whoever writes
-- them, and nothing written is changed or deleted. A role that does not own the tables cannot switch
-- the triggers off.

-- Who did it: kept apart from the rest by a salt, so that it can be taken out once the person is gone.
CREATE FUNCTION audit_who_hash(salt bytea, "userId" uuid, "aboutUserId" uuid, peer text)
RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT sha256(salt || convert_to(concat(
    "userId", E'\n', "aboutUserId", E'\n', peer), 'UTF8'))
$$;

-- SHA-256 over the hash before and five lines: seq, milliseconds since 1970, kind, whoHash in hex,
-- details.
CREATE FUNCTION audit_hash(
  previous bytea, seq int, at timestamptz, kind text, "whoHash" bytea, details text)
RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT sha256(previous || convert_to(concat(
    seq, E'\n', (extract(epoch FROM at) * 1000)::bigint, E'\n', kind, E'\n',
    encode("whoHash", 'hex'), E'\n', details), 'UTF8'))
$$;

-- The row of the chain's head is locked until the transaction ends, so entries follow one another in
-- the order of their commits, and in that of time.
CREATE FUNCTION audit_append() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  head "AuditChain";
  nobody uuid := '00000000-0000-0000-0000-000000000000';
  nothing bytea := sha256('');
BEGIN
  -- As a foreign key would: no log goes on for whoever is gone, and no entry names them.
  IF NEW."chainId" <> nobody THEN
    PERFORM FROM "Household" WHERE "id" = NEW."chainId" FOR KEY SHARE;
    IF NOT FOUND THEN
      PERFORM FROM "User" WHERE "id" = NEW."chainId" FOR KEY SHARE;
      IF NOT FOUND THEN RETURN NULL; END IF;
    END IF;
  END IF;
  SELECT u."id" INTO NEW."userId" FROM "User" u WHERE u."id" = NEW."userId" FOR KEY SHARE;
  SELECT u."id" INTO NEW."aboutUserId" FROM "User" u WHERE u."id" = NEW."aboutUserId" FOR KEY SHARE;

  INSERT INTO "AuditChain" ("id", "hash", "prunedHash") VALUES (NEW."chainId", nothing, nothing)
  ON CONFLICT DO NOTHING;
  SELECT * INTO head FROM "AuditChain" WHERE "id" = NEW."chainId" FOR UPDATE;
  NEW."seq" := head."seq" + 1;
  NEW."at" := date_trunc('milliseconds', clock_timestamp());
  NEW."salt" := uuid_send(gen_random_uuid());
  NEW."whoHash" := audit_who_hash(NEW."salt", NEW."userId", NEW."aboutUserId", NEW."peer");
  NEW."previousHash" := head."hash";
  NEW."hash" := audit_hash(
    head."hash", NEW."seq", NEW."at", NEW."kind", NEW."whoHash", NEW."details");
  UPDATE "AuditChain" SET "seq" = NEW."seq", "hash" = NEW."hash" WHERE "id" = NEW."chainId";
  RETURN NEW;
END $$;

CREATE TRIGGER audit_append BEFORE INSERT ON "AuditEntry"
FOR EACH ROW EXECUTE FUNCTION audit_append();

CREATE FUNCTION audit_keep_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    -- Gone by age, or with the whole log.
    PERFORM FROM "AuditChain" WHERE "id" = OLD."chainId" AND "prunedSeq" < OLD."seq";
    IF NOT FOUND THEN RETURN OLD; END IF;
  ELSIF TG_OP = 'UPDATE' THEN
    IF num_nonnulls(NEW."userId", NEW."aboutUserId", NEW."peer", NEW."salt") = 0
      AND (NEW."chainId", NEW."seq", NEW."at", NEW."kind", NEW."details", NEW."whoHash",
        NEW."previousHash", NEW."hash")
      = (OLD."chainId", OLD."seq", OLD."at", OLD."kind", OLD."details", OLD."whoHash",
        OLD."previousHash", OLD."hash")
      AND EXISTS (SELECT FROM unnest(ARRAY[OLD."userId", OLD."aboutUserId"]) p(id)
        WHERE p.id IS NOT NULL AND NOT EXISTS (SELECT FROM "User" u WHERE u."id" = p.id))
    THEN RETURN NEW; END IF;
  END IF;
  RAISE EXCEPTION 'The audit log is append-only.' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER audit_keep_entry BEFORE UPDATE OR DELETE ON "AuditEntry"
FOR EACH ROW EXECUTE FUNCTION audit_keep_entry();
CREATE TRIGGER audit_keep_entries BEFORE TRUNCATE ON "AuditEntry"
FOR EACH STATEMENT EXECUTE FUNCTION audit_keep_entry();

CREATE FUNCTION audit_keep_chain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM FROM "Household" WHERE "id" = OLD."id" UNION SELECT FROM "User" WHERE "id" = OLD."id";
    IF NOT FOUND AND OLD."id" <> '00000000-0000-0000-0000-000000000000' THEN RETURN OLD; END IF;
  ELSIF TG_OP = 'UPDATE' AND NEW."id" = OLD."id" THEN
    -- Ahead by one entry,
    IF (NEW."prunedSeq", NEW."prunedHash") = (OLD."prunedSeq", OLD."prunedHash")
      AND NEW."seq" = OLD."seq" + 1 THEN RETURN NEW; END IF;
    -- or its tail cut off after an entry that is old enough, whatever the configuration says.
    PERFORM FROM "AuditEntry" e WHERE e."chainId" = NEW."id" AND e."seq" = NEW."prunedSeq"
      AND e."hash" = NEW."prunedHash" AND e."at" < now() - interval '90 days';
    IF FOUND AND (NEW."seq", NEW."hash") = (OLD."seq", OLD."hash")
      AND NEW."prunedSeq" > OLD."prunedSeq" THEN RETURN NEW; END IF;
  END IF;
  RAISE EXCEPTION 'The audit log is append-only.' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER audit_keep_chain BEFORE UPDATE OR DELETE ON "AuditChain"
FOR EACH ROW EXECUTE FUNCTION audit_keep_chain();
CREATE TRIGGER audit_keep_chains BEFORE TRUNCATE ON "AuditChain"
FOR EACH STATEMENT EXECUTE FUNCTION audit_keep_chain();

-- A log goes with whoever it belonged to, and what other logs say of a person loses their name.
CREATE FUNCTION audit_forget() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "AuditChain" WHERE "id" = OLD."id";
  DELETE FROM "AuditEntry" WHERE "chainId" = OLD."id";
  UPDATE "AuditEntry" SET "userId" = NULL, "aboutUserId" = NULL, "peer" = NULL, "salt" = NULL
  WHERE "userId" = OLD."id" OR "aboutUserId" = OLD."id";
  RETURN NULL;
END $$;

CREATE TRIGGER audit_forget AFTER DELETE ON "User"
FOR EACH ROW EXECUTE FUNCTION audit_forget();
CREATE TRIGGER audit_forget AFTER DELETE ON "Household"
FOR EACH ROW EXECUTE FUNCTION audit_forget();
