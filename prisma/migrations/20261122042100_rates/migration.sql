-- AlterTable
ALTER TABLE "Household" ADD COLUMN     "baseCurrency" TEXT;

-- CreateTable
CREATE TABLE "Rate" (
    "householdId" UUID NOT NULL,
    "date" DATE NOT NULL,
    "fromCurrency" TEXT NOT NULL,
    "toCurrency" TEXT NOT NULL,
    "numerator" BIGINT NOT NULL,
    "scale" INTEGER NOT NULL,
    "importId" UUID,

    CONSTRAINT "Rate_pkey" PRIMARY KEY ("householdId","date","fromCurrency","toCurrency")
);

-- CreateIndex
CREATE INDEX "Rate_householdId_importId_idx" ON "Rate"("householdId", "importId");

-- AddForeignKey
ALTER TABLE "Rate" ADD CONSTRAINT "Rate_householdId_fkey" FOREIGN KEY ("householdId") REFERENCES "Household"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

ALTER TABLE "Rate" ADD CONSTRAINT "Rate_value" CHECK (
  "numerator" > 0 AND "scale" BETWEEN 0 AND 12 AND "fromCurrency" <> "toCurrency");
