// A time zone that the browser does not know would break the page, and a date in the device's zone
// or in UTC may be another day than the person's: kit/i18n/dates.ts knows the zone and falls back.
const message = 'Dates are formatted in kit/i18n/dates.ts only.';

const LOCAL = ['Date', 'Day', 'FullYear', 'Hours', 'Milliseconds', 'Minutes', 'Month', 'Seconds'];
const methods = [
  ...LOCAL.flatMap((part) => [`get${part}`, `set${part}`, `getUTC${part}`]),
  ...['getYear', 'setYear', 'getTimezoneOffset'],
  ...['toDateString', 'toTimeString', 'toUTCString', 'toGMTString'],
  ...['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString'],
];

export const dateProperties = [
  { object: 'Intl', property: 'DateTimeFormat', message },
  { object: 'Intl', property: 'RelativeTimeFormat', message },
  ...methods.map((property) => ({ property, message })),
  ...['toLocaleLowerCase', 'toLocaleUpperCase'].map((property) => ({
    property,
    message: "The device's language changes letters: kit/tables/rows.ts compares what people see.",
  })),
];

export const dateSyntax = [
  { selector: "NewExpression[callee.name='Date'][arguments.length>1]", message },
  {
    selector:
      "CallExpression[callee.property.name=/^(slice|split|substring)$/][callee.object.callee.property.name='toISOString']",
    message,
  },
];
