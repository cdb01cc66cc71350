/** In a household. */
export const savedReportLimit = 100;

export const reportNameLength = 60;
