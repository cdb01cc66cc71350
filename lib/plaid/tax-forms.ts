import 'server-only';
import { z } from 'zod';
import { findMinor } from './accounts.ts';
import { cleanText } from './clean-text.ts';

/** Both forms are of the United States. */
const currency = 'USD';
const rowLimit = 100;

const text = z.string().max(1_000).nullish();
const amount = z.number().nullish();

export const w2Schema = z.looseObject({
  employer: z.looseObject({ name: text }).nullish(),
  tax_year: text,
  wages_tips_other_comp: text,
  federal_income_tax_withheld: text,
  social_security_wages: text,
  social_security_tax_withheld: text,
  medicare_wages_and_tips: text,
  medicare_tax_withheld: text,
  social_security_tips: text,
  allocated_tips: text,
  dependent_care_benefits: text,
  nonqualified_plans: text,
  box_12: z
    .array(z.looseObject({ code: text, amount: text }))
    .max(rowLimit)
    .nullish(),
  state_and_local_wages: z
    .array(
      z.looseObject({
        state: text,
        state_wages_tips: text,
        state_income_tax: text,
        locality_name: text,
        local_wages_tips: text,
        local_income_tax: text,
      }),
    )
    .max(rowLimit)
    .nullish(),
});

export const taxFormSchema = z.looseObject({
  payer: z.looseObject({ name: text }).nullish(),
  filer: z.looseObject({ name: text }).nullish(),
  form_1099_type: text,
  tax_year: text,
  nonemployee_compensation: amount,
  rents: amount,
  royalties: amount,
  other_income: amount,
  gross_amount: amount,
  medical_and_healthcare_payments: amount,
  federal_income_tax_withheld: amount,
  state_income: amount,
  state_tax_withheld: amount,
});

export type ProviderTaxForm = {
  kind: string;
  year: string | null;
  /** Who paid. */
  payer: string | null;
  currency: string;
  /** Under the names that the form has for them, where the form says an amount. */
  boxes: { name: string; minor: number }[];
};

const w2Boxes = {
  wages_tips_other_comp: '1 Wages, tips, other compensation',
  federal_income_tax_withheld: '2 Federal income tax withheld',
  social_security_wages: '3 Social security wages',
  social_security_tax_withheld: '4 Social security tax withheld',
  medicare_wages_and_tips: '5 Medicare wages and tips',
  medicare_tax_withheld: '6 Medicare tax withheld',
  social_security_tips: '7 Social security tips',
  allocated_tips: '8 Allocated tips',
  dependent_care_benefits: '10 Dependent care benefits',
  nonqualified_plans: '11 Nonqualified plans',
} as const;

export function toW2(form: z.infer<typeof w2Schema>): ProviderTaxForm {
  const boxes = Object.entries(w2Boxes).map(
    ([field, name]) => [name, form[field as keyof typeof w2Boxes]] as const,
  );
  const twelve = (form.box_12 ?? []).map(
    (each) => [`12 Code ${cleanText(each.code) ?? '?'}`, each.amount] as const,
  );
  const local = (form.state_and_local_wages ?? []).flatMap((each) => {
    const state = cleanText(each.state) ?? 'State';
    const locality = cleanText(each.locality_name) ?? 'Local';
    return [
      [`16 ${state} wages, tips`, each.state_wages_tips],
      [`17 ${state} income tax`, each.state_income_tax],
      [`18 ${locality} wages, tips`, each.local_wages_tips],
      [`19 ${locality} income tax`, each.local_income_tax],
    ] as const;
  });
  return {
    kind: 'W-2',
    year: cleanText(form.tax_year),
    payer: cleanText(form.employer?.name),
    currency,
    boxes: [...boxes, ...twelve, ...local].flatMap(([name, value]) => toBox(name, readText(value))),
  };
}

const form1099Boxes = {
  nonemployee_compensation: 'Nonemployee compensation',
  rents: 'Rents',
  royalties: 'Royalties',
  other_income: 'Other income',
  gross_amount: 'Gross amount',
  medical_and_healthcare_payments: 'Medical and health care payments',
  federal_income_tax_withheld: 'Federal income tax withheld',
  state_income: 'State income',
  state_tax_withheld: 'State tax withheld',
} as const;

export function toForm1099(form: z.infer<typeof taxFormSchema>): ProviderTaxForm {
  const kind = (form.form_1099_type ?? '').replace('FORM_1099_TYPE_', '').replaceAll('_', ' ');
  return {
    kind: kind === '' || kind === 'UNKNOWN' ? '1099' : `1099-${kind}`,
    year: cleanText(form.tax_year),
    payer: cleanText(form.payer?.name ?? form.filer?.name),
    currency,
    boxes: Object.entries(form1099Boxes).flatMap(([field, name]) =>
      toBox(name, form[field as keyof typeof form1099Boxes] ?? null),
    ),
  };
}

function toBox(name: string, value: number | null): ProviderTaxForm['boxes'] {
  const minor = value === null ? null : findMinor(value, currency);
  return minor === null ? [] : [{ name, minor }];
}

/** A box holds what stands on paper: `62,500.00`, `$1000`, nothing at all, or words. */
function readText(value: string | null | undefined): number | null {
  const plain = (value ?? '').replaceAll(/[$,\s]/g, '');
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}
