/** In a household. */
export const savedReportLimit = 50;

export const reportNameLength = 60;
