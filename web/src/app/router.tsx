import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  redirect,
} from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { Problem } from '~/api/problem'
import { reading } from '~/api/query'
import { useLanguage } from '~/lib/locale'
import { safeNext } from '~/lib/next'
import { can } from '~/lib/rights'
import { PageSkeleton } from '~/ui/Skeletons'
import { cache } from './cache'
import { Missing, Wrong } from './Ends'
import type { Page } from './module'
import { modules } from './modules'
import { entriesFor } from './nav'
import { ProjectFrame } from './ProjectFrame'
import { Shell } from './Shell'
import { watchSession, whoAmI } from './session'

/** screen is a page that is fetched when it is first asked for, and drawn anew when the language changes. */
function screen(lazy: Page['lazy']) {
  const Lazy = lazyRouteComponent(lazy) as ComponentType & { preload: () => Promise<void> }
  function Screen() {
    useLanguage()
    return <Lazy />
  }
  return Object.assign(Screen, { preload: Lazy.preload })
}

const root = createRootRoute()

const open = modules.flatMap(({ open = [] }) =>
  open.map(({ path, lazy }) => createRoute({ getParentRoute: () => root, path, component: screen(lazy) })),
)

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ location }) => {
    try {
      await whoAmI()
    } catch (error) {
      if (error instanceof Problem && error.kind === 'signed-out') {
        throw redirect({
          to: '/sign-in',
          search: location.pathname === '/' ? {} : { next: safeNext(location.href) },
        })
      }
      throw error
    }
  },
  component: Shell,
})

const front = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/projects', replace: true })
  },
})

const home = modules.flatMap(({ home = [] }) =>
  home.map(({ path, lazy }) =>
    createRoute({ getParentRoute: () => signedIn, path, component: screen(lazy) }),
  ),
)

/** accessTo reads what the reader may do on the project; without any, the project does not exist for them. */
const accessTo = (project: string) =>
  cache.ensureQueryData(reading('projects.access.read', { path: { project } }))

const project = createRoute({
  getParentRoute: () => signedIn,
  path: '/projects/$project',
  beforeLoad: async ({ params }) => {
    await accessTo(params.project)
  },
  component: ProjectFrame,
})

function projectPage({ path, lazy, needs }: Page) {
  return createRoute({
    getParentRoute: () => project,
    path: path || '/',
    beforeLoad: async ({ params }) => {
      if (!can(await accessTo(params.project), needs)) throw notFound()
    },
    component: screen(lazy),
  })
}

const pages = modules.flatMap(({ project = [] }) => project)
const inside = pages.map(projectPage)
if (!pages.some(({ path }) => path === '')) {
  inside.push(
    createRoute({
      getParentRoute: () => project,
      path: '/',
      beforeLoad: async ({ params }) => {
        const [first] = entriesFor(await accessTo(params.project))
        if (!first) throw notFound()
        throw redirect({ to: `/projects/${params.project}/${first.to}`, replace: true })
      },
    }) as unknown as (typeof inside)[number],
  )
}

/** router knows every screen of every module. */
export const router = createRouter({
  routeTree: root.addChildren([...open, signedIn.addChildren([front, ...home, project.addChildren(inside)])]),
  defaultPreload: 'intent',
  defaultPendingMs: 200,
  defaultPendingMinMs: 200,
  defaultPendingComponent: PageSkeleton,
  defaultErrorComponent: Wrong,
  defaultNotFoundComponent: Missing,
  notFoundMode: 'fuzzy',
  scrollRestoration: true,
})

watchSession(router)
