/** Data sets with certified analyses of variance: NIST, Statistical Reference Datasets, one-way. Those of Simon and Lesage are made by their rule. */

interface CertifiedGroups {
  readonly name: string;
  readonly groups: readonly (readonly number[])[];
  readonly f: number;
  /** Between / total sum of squares. */
  readonly rSquared: number;
  readonly residualStd: number;
}

/** Nine groups: the first number, then 0.1 less and 0.1 more in turn, behind so many constant leading digits. */
function simonLesage(leading: number, count: number): number[][] {
  return [4, 3, 5, 3, 5, 3, 5, 3, 5].map((tenths) => Array.from({ length: count }, (_, i) => Number(`${leading}.${i === 0 ? tenths : i % 2 === 1 ? tenths - 1 : tenths + 1}`)));
}

const certified = { 21: [21, 0.482758620689655], 201: [201, 0.471830985915493], 2001: [2001, 0.470712773465067] } as const;

/** In groups of 21, 201 and 2001. */
function simonLesageSets(first: number, leading: number): CertifiedGroups[] {
  return ([21, 201, 2001] as const).map((count, i) => {
    const [f, rSquared] = certified[count];
    return { name: `SmLs0${first + i}`, groups: simonLesage(leading, count), f, rSquared, residualStd: 0.1 };
  });
}

/** Resistivity of silicon, measured with five instruments. */
const silicon = [
  [196.3052, 196.124, 196.189, 196.2569, 196.3403],
  [196.3042, 196.3825, 196.1669, 196.3257, 196.0422],
  [196.1303, 196.2005, 196.2889, 196.0343, 196.1811],
  [196.2795, 196.1748, 196.1494, 196.1485, 195.9885],
  [196.2119, 196.1051, 196.185, 196.0052, 196.209],
];

/** Atomic weight of silver, measured with two instruments. */
const silver = [
  [
    107.8681568, 107.8681465, 107.8681572, 107.8681785, 107.8681446, 107.8681903, 107.8681526, 107.8681494, 107.8681616, 107.8681587, 107.8681519,
    107.8681486, 107.8681419, 107.8681569, 107.8681508, 107.8681672, 107.8681385, 107.8681518, 107.8681662, 107.8681424, 107.868136, 107.8681333,
    107.868161, 107.8681477,
  ],
  [
    107.8681079, 107.8681344, 107.8681513, 107.8681197, 107.8681604, 107.8681385, 107.8681642, 107.8681365, 107.8681151, 107.8681082, 107.8681517,
    107.8681448, 107.8681198, 107.8681482, 107.8681334, 107.8681609, 107.8681101, 107.8681512, 107.8681469, 107.868136, 107.8681254, 107.8681261,
    107.868145, 107.8681368,
  ],
];

export const certifiedGroups: readonly CertifiedGroups[] = [
  { name: "SiRstv", groups: silicon, f: 1.18046237440255, rSquared: 0.190999039051129, residualStd: 0.104076068334656 },
  { name: "AtmWtAg", groups: silver, f: 15.946733567793, rSquared: 0.257426544538321, residualStd: 1.51048314446410e-5 },
  ...simonLesageSets(1, 1),
  ...simonLesageSets(4, 1_000_000),
  ...simonLesageSets(7, 1_000_000_000_000),
];
