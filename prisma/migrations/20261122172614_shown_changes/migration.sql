-- CreateTable
CREATE TABLE "ShownChange" (
    "householdId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),

    CONSTRAINT "ShownChange_pkey" PRIMARY KEY ("householdId","id")
);

-- AddForeignKey
ALTER TABLE "ShownChange" ADD CONSTRAINT "ShownChange_householdId_fkey" FOREIGN KEY ("householdId") REFERENCES "Household"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
