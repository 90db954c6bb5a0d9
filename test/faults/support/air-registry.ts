import { registryOf } from '@lanbi/testkit/samples/water-run';

export const AIR_REGISTRY = registryOf({
  regions: [
    { id: 'c', name: 'C', kind: 'city' },
    { id: 'd', name: 'D', kind: 'district', parent: 'c' },
  ],
  stations: ['A', 'B', 'C'].map((id) => ({
    ...{ id, medium: 'air', name: id, region: 'd', role: 'evaluation' },
  })),
});
